/** Whether arrays and objects stand within one another more than so deep, which no provider does and which costs memory to parse. */
export function isDeeperThan(json: string, depthMax: number): boolean {
  let depth = 0
  let isText = false
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index)
    if (isText) {
      if (code === BACKSLASH) index++
      else if (code === QUOTE) isText = false
    } else if (code === QUOTE) isText = true
    else if (code === BRACKET || code === BRACE) {
      if (++depth > depthMax) return true
    } else if (code === BRACKET_END || code === BRACE_END) depth--
  }
  return false
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const BRACKET = 0x5b
const BRACKET_END = 0x5d
const BRACE = 0x7b
const BRACE_END = 0x7d
