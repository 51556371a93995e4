/** A sentence of past minutes that asks for a story; `epic` is null where nobody can tell which epic was meant. */
export type StoryRequest = { readonly epic: string | null; readonly text: string; readonly date: string }
