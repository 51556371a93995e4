/** The images of pads. */
import type { ImageProblem, ImageType, StoredImage } from '../domain/pads/pad-image.ts'

export type ImageRead =
  | {
      readonly kind: 'image'
      readonly type: ImageType
      /** Of an SVG those of the cleaned one. */
      readonly bytes: Uint8Array
      /** Elements that were taken out of an SVG, and can be missed by who looks at it. */
      readonly removed: readonly string[]
    }
  | {
      readonly kind: 'none'
      readonly problem: ImageProblem
      /** What came in its place; null: nothing to tell. */
      readonly found: string | null
    }

/** By address; every address that was asked for is in it. A failure of one image is no error. */
export type ImageSource = { readonly readImages: (addresses: readonly string[]) => Promise<ReadonlyMap<string, ImageRead>> }

/** A text and the images that come with it. */
export type NewCommit = {
  readonly branch: string
  readonly expectedHead: string
  readonly path: string
  readonly text: string
  readonly message: string
  readonly images?: readonly StoredImage[]
  /** Of commits with images alone before it, where all together are too large for one; null: one holds all. */
  readonly imagesMessage?: string | null
  /** The file that lay there goes in the same commit. */
  readonly movedFrom?: string
}
