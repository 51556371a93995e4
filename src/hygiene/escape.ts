/** Escaping is shared with minutes and pull requests; here under the name the hygiene room knows it by. */
export { quietHandle, quietLink, quoted } from '../domain/escape.ts'
