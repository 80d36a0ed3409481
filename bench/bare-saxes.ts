import { SaxesParser } from 'saxes'

const PIECE_CHARACTERS = 64 * 1024

/** The least that any reader on saxes does: all of the text through its parser, with its errors and nothing else. */
export function parseBare(text: string): void {
  const parser = new SaxesParser({ xmlns: false, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  for (let at = 0; at < text.length; at += PIECE_CHARACTERS) parser.write(text.slice(at, at + PIECE_CHARACTERS))
  parser.close()
}
