/** Minutes as they are composed: the file, and what goes with it to the pull request. */
import type { Notes } from '../../domain/notes/notes.ts'
import type { BoardOmission } from '../board-facts/board-trust.ts'
import type { Question } from '../pull-request/review-questions.ts'

export type ComposedMinutes = {
  readonly path: string
  readonly text: string
  readonly notes: Notes
  readonly questions: readonly Question[]
  /** For the person who runs it. */
  readonly remarks: readonly string[]
  /** The meeting did not take place: nothing is to be published. */
  readonly cancelled: boolean
  /** Of the pull request. */
  readonly body: string
  readonly assignees: readonly string[]
  readonly topics: number
  /** What is left out because the picture of the board has a gap. */
  readonly withheld: BoardOmission
  /** The text with so much left out: tells whether a picture that is whole now is all that is new. */
  readonly textWithout: (withheld: BoardOmission) => string
  /** The body where the file holds another text, since people edit it: what they answered there is ticked. */
  readonly bodyOn: (text: string) => string
}

/** Composed minutes as data alone: how they cross to another thread. */
export type ComposedData = Omit<ComposedMinutes, 'textWithout' | 'bodyOn'>
