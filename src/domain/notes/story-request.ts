/** A sentence in past minutes that asks for a story; `epic` is null if it is unclear which epic was meant. */
export type StoryRequest = { readonly epic: string | null; readonly text: string; readonly date: string }
