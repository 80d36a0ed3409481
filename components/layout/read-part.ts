/** A part of the path, decoded; null when it is not well encoded. Next hands it over as it stands in the address. */
export function readPart(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
