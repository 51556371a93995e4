/** Why the embedded database could not be opened. Its file system throws bare objects with an error number of WASI, and no words. */
const NO_SPACE = 51

export type OpenFailure = { readonly message: string; readonly code: string | undefined }

export function openFailureOf(error: unknown): OpenFailure {
  if (error instanceof Error) return { message: error.message, code: (error as NodeJS.ErrnoException).code }
  const { name, errno } = (error ?? {}) as { readonly name?: string; readonly errno?: number }
  if (errno === NO_SPACE) return { message: 'no space left on device', code: 'ENOSPC' }
  return { message: errno === undefined ? String(error) : `${name ?? 'error'} ${errno}`, code: undefined }
}
