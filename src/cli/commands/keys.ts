/** `keys`: making, listing and revoking API keys on the machine that holds the database. */
import { createKey, listKeys, revokeKey } from '../../actions/keys.ts'
import { type Role, SYSTEM } from '../../domain/actor.ts'
import { withStore } from './open-store.ts'

export async function createKeyCommand({ role, name }: { role: Role; name: string }): Promise<void> {
  await withStore(async (dependencies) => {
    const key = await createKey(dependencies, SYSTEM, { role, name })
    process.stderr.write(`Key ${key.id} (${role}, ${name}), shown only now:\n`)
    process.stdout.write(`${key.secret}\n`)
  })
}

export async function listKeysCommand(): Promise<void> {
  await withStore(async (dependencies) => {
    for (const { id, prefix, role, name, created_at, last_used_at, revoked_at } of await listKeys(
      dependencies,
      SYSTEM,
    ))
      process.stdout.write(
        `${id}  ${prefix}…  ${role.padEnd(10)}  made ${created_at.slice(0, 10)}  ` +
          `${revoked_at ? `revoked ${revoked_at.slice(0, 10)}` : `last used ${last_used_at?.slice(0, 10) ?? 'never'}`}  ${name}\n`,
      )
  })
}

export async function revokeKeyCommand(id: string): Promise<void> {
  await withStore(async (dependencies) => {
    const key = await revokeKey(dependencies, SYSTEM, id)
    process.stderr.write(`Key ${key.id} (${key.name}) no longer works.\n`)
  })
}
