import { createInterface } from 'node:readline'

/** Asks the person at the terminal a question, to be answered with yes. An end of input and Ctrl-C count as no. */
export const askPerson =
  (interrupted: AbortSignal) =>
  (question: string): Promise<boolean> =>
    new Promise((resolve) => {
      const terminal = createInterface({ input: process.stdin, output: process.stderr })
      let answer: string | null = null
      const leave = () => terminal.close()
      interrupted.addEventListener('abort', leave, { once: true })
      // While a line is being read, Ctrl-C comes as a key.
      terminal.on('SIGINT', () => process.emit('SIGINT'))
      terminal.on('close', () => {
        interrupted.removeEventListener('abort', leave)
        if (answer === null) process.stderr.write('\n')
        resolve(/^y(es)?$/i.test((answer ?? '').trim()))
      })
      terminal.question(`${question} [y/N] `, (line) => {
        answer = line
        terminal.close()
      })
    })
