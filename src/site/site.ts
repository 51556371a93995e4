/** Every kind of page and of file: one line each. */
import type { PageMaker } from './page.ts'

export const makers: readonly PageMaker[] = []
