/** The environment variable with the token of a pad's host: `hackmd.io` -> `PAD_TOKEN_HACKMD_IO`. */
export function padTokenVariable(host: string): string {
  return `PAD_TOKEN_${host.toUpperCase().replace(/[^A-Z\d]/g, '_')}`
}
