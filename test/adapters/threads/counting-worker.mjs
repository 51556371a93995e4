/** Tells which thread works, and for the how manieth time; or fails, or hangs, as it is asked to. */
import { parentPort, threadId } from 'node:worker_threads'

let count = 0
parentPort.on('message', ({ task }) => {
  if (task.does === 'hang') return
  if (task.does === 'fail') throw new Error('It failed on purpose.')
  if (task.does === 'refuse') return parentPort.postMessage({ userError: 'Type less.', problem: null })
  count++
  parentPort.postMessage({ result: { threadId, count } })
})
parentPort.postMessage('ready')
