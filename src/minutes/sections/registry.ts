/** The sections of the minutes, in the order of the summary. A new one: its file, and its line here. */
import { about } from './about.ts'
import { actions } from './actions.ts'
import { attention } from './attention.ts'
import { decisions } from './decisions.ts'
import { differences } from './differences.ts'
import { news } from './news.ts'
import { planned } from './planned.ts'
import type { Section } from './section.ts'

export const sections: readonly Section[] = [about, actions, decisions, attention, differences, news, planned]

/** Template text of the summary that belongs to no section. */
export const FRAME = 'summary'
/** Lines of people that the house format would have changed, at the end. */
export const TYPED = 'typed'
