import { NAME_CHAR, NAME_START_CHAR, S } from 'xmlchars/xml/1.0/ed5.js'
import { NC_NAME_CHAR, NC_NAME_START_CHAR } from 'xmlchars/xmlns/1.0/ed3.js'

/** What tags are made of, as the strict reader knows it, in the text of expressions with the flag `u`. */

/** XML 1.0, fifth edition (fixture synthetic-letters-beyond-ascii-in-a-name.xml). */
export const NAME = `[${NAME_START_CHAR}][${NAME_CHAR}]*`
/** One without a colon: what stands before or behind it (Namespaces in XML 1.0, third edition). */
export const NC_NAME = `[${NC_NAME_START_CHAR}][${NC_NAME_CHAR}]*`
/**
 * White space. Not `\s`, which has characters that names may have as well: an expression would try every way to part a run
 * of them (fixture hostile-name-of-byte-order-marks.xml).
 */
export const SPACE = `[${S}]`
