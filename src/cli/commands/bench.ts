/** `bench`: the measurements of `bench/`, from the same command line. */
import { runBench } from '../../../bench/index.ts'
import { UserError } from '../user-error.ts'

export async function bench(options: { seconds: string }): Promise<void> {
  const seconds = Number(options.seconds)
  if (!(seconds > 0)) throw new UserError('--seconds must be a number above 0')
  await runBench({ seconds })
}
