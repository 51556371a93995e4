/** `npm run quarter`: the story of the comments of four teams, printed. */
import { playQuarter, tellQuarter } from './quarter.ts'

process.stdout.write(`${tellQuarter(await playQuarter())}\n`)
