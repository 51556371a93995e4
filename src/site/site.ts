/** Every kind of page and of file: one line each. */
import { callPages } from './call/call-pages.ts'
import type { PageMaker } from './page.ts'

export const makers: readonly PageMaker[] = [callPages]
