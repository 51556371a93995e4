/** Images of a pad: the kinds that are stored beside minutes, the limits, and what became of each. */

export type ImageType = 'gif' | 'jpg' | 'png' | 'svg' | 'webp'

export const MAX_IMAGE_BYTES = 5 * 1024 * 1024
/** More of one pad keep their links. */
export const MAX_IMAGES = 20
/** Files of one commit: GitHub refuses about 40 MB. */
export const MAX_COMMIT_BYTES = 20 * 1024 * 1024

/** Why an image is not stored; its link stays. */
export type ImageProblem =
  /** Its host is not in `pads.hosts`. */
  | 'other-host'
  /** It is the path of a file, and nothing says on which server. */
  | 'no-address'
  | 'gone'
  | 'not-public'
  | 'too-large'
  | 'too-many'
  | 'no-image'
  | 'unreachable'
  | 'refused'
  /** An SVG whose text looks like a secret or an e-mail address. */
  | 'secret'
  /** Its address held one: it was never asked for. */
  | 'secret-address'

/** An image of the pad, as the minutes treat it. */
export type MeetingImage = {
  /** As it stands in the pad. */
  readonly target: string
  /** Where it is in the minutes, from the folder of their file (`assets/….png`); null: its link stays. */
  readonly path: string | null
  /** null where it is stored. */
  readonly problem: ImageProblem | null
  /** What came in its place ("a web page"); null: nothing to tell. */
  readonly found: string | null
  /** Elements that were taken out of an SVG, and can be missed by who looks at it. */
  readonly removed: readonly string[]
}

/** A file that is to be stored beside minutes. */
export type StoredImage = {
  /** In the repository: `iaas/assets/….png`. */
  readonly path: string
  readonly type: ImageType
  readonly bytes: Uint8Array
  /** The address it was read from. */
  readonly from: string
}
