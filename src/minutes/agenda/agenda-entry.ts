/** A bullet of an agenda with bullets below it. */
export type AgendaEntry = { readonly line: string; readonly below: readonly string[] }
