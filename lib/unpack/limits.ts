/** Bounds on one submission. Every number is checked before the work that would exceed it. */
export type Limits = {
  /** Bytes of a submission as handed in. */
  inputBytesMax: number
  /** Bytes of everything that comes out of it, all levels added up. */
  unpackedBytesMax: number
  /** Unpacked bytes per byte handed in. */
  ratioMax: number
  /** Unpacked bytes below which the ratio is not looked at: small files may compress well. */
  ratioFreeBytes: number
  /** Archive members, mail parts and messages of a mailbox, all levels added up. */
  entriesMax: number
  /** Containers within containers. */
  depthMax: number
  /** Records of one report. */
  recordsMax: number
}

const MIB = 1024 * 1024

export const DEFAULT_LIMITS: Limits = {
  inputBytesMax: 64 * MIB,
  unpackedBytesMax: 512 * MIB,
  ratioMax: 500,
  ratioFreeBytes: 64 * MIB,
  entriesMax: 1_000,
  depthMax: 5,
  recordsMax: 2_000_000,
}
