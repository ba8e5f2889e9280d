/** The desk as the short commands need it: quiet logs, and closed whatever happens. */
import { createLogger, createLogOutput } from '../../adapters/observability/logger.ts'
import { type Desk, type LoadedModel, openDesk } from '../../compose.ts'
import { type Config, readConfig } from '../../config.ts'
import { UserError } from '../user-error.ts'

/** Opens the desk, runs the work, closes the desk. */
export async function withDesk<Result>(
  work: (desk: Desk, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(process.env)
  const output = createLogOutput()
  const desk = await openDesk(config, createLogger('warn', output.stream))
  try {
    return await work(desk, config)
  } finally {
    await desk.close()
    output.flush()
  }
}

/** @throws {UserError} when the local model is missing or does not answer as it should */
export function requireModel(model: LoadedModel): NonNullable<LoadedModel['classifier']> {
  if (model.classifier === null || model.problems.length > 0)
    throw new UserError(model.problems[0] ?? 'The local model is not there')
  return model.classifier
}
