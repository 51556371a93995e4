/** The first hour in this process: the same commands as `npm run first-hour`. */
import { expect, test } from 'vitest'
import { aFolder, scsSprint } from '../cli/terminal.ts'
import { playFirstHour, steps } from './first-hour.ts'

test('six commands lead from an empty folder to comments and minutes, and no file is edited by hand', async () => {
  const folder = aFolder()
  const here = process.cwd()
  process.chdir(folder)
  try {
    const { problems, pulls, comments } = await playFirstHour(
      (argv, env) => scsSprint(argv, { DATA_DIR: `${folder}/data`, ...env }),
      () => 0,
    )
    expect(problems).toEqual([])
    expect(steps.length).toBeLessThanOrEqual(8)
    expect(pulls).toEqual(['Add sig-standardization/20260611.md'])
    expect(comments).toBeGreaterThan(0)
  } finally {
    process.chdir(here)
  }
})
