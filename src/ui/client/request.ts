/** Calls of `/v1` from the page: the session cookie goes along, and what goes wrong is a value. */

import { toast } from './toast.ts'
import { clientView } from './view.ts'

/** RFC 9457, as the service sends it. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  errors?: { path: string; message: string }[]
}

export type Failure =
  /** The connection or the service is away; nothing was changed for certain, and nothing lost. */
  | { ok: false; kind: 'offline'; problem: null }
  | {
      ok: false
      /** `conflict`: somebody was quicker, read again. `session_ended`: the page has said so already. */
      kind: 'conflict' | 'session_ended' | 'too_fast' | 'refused' | 'failed'
      problem: Problem
    }
export type Answer<Body> = { ok: true; status: number; body: Body } | Failure

const KINDS: Record<number, Exclude<Failure['kind'], 'offline'>> = {
  401: 'session_ended',
  409: 'conflict',
  429: 'too_fast',
}

/**
 * @param path e.g. `/v1/conversations/con_1`
 * @param body sent as JSON when given
 * @param once the same value again makes the service do it only once, e.g. for a retry after `offline`
 */
export async function request<Body>(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  { body, once, signal }: { body?: unknown; once?: string; signal?: AbortSignal } = {},
): Promise<Answer<Body>> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(once === undefined ? {} : { 'idempotency-key': once }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    return { ok: false, kind: 'offline', problem: null }
  }
  const text = await response.text()
  if (!response.ok) return failureOf(response, text)
  return { ok: true, status: response.status, body: jsonOf(response, text) as Body }
}

const jsonOf = ({ headers }: Response, text: string) =>
  /[/+]json/.test(headers.get('content-type') ?? '') && text ? JSON.parse(text) : null

/** An answer that is none, as a value; an ended session opens its dialog. */
export function failureOf(response: Response, text: string): Failure {
  const { status, statusText } = response
  const kind = KINDS[status] ?? (status < 500 ? 'refused' : 'failed')
  if (kind === 'session_ended') sessionEnded()
  return {
    ok: false,
    kind,
    problem: jsonOf(response, text) ?? { type: 'about:blank', title: statusText, status, detail: statusText },
  }
}

/** What was written stays on the page; the reader signs in beside it and goes on. */
export function sessionEnded(): void {
  const dialog = document.getElementById('session-ended')
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal()
}

/** The reader signed in again on another tab. */
export function sessionBack(): void {
  const dialog = document.getElementById('session-ended')
  if (dialog instanceof HTMLDialogElement && dialog.open) dialog.close()
}

/** Says a failure in the reader's language. For those the caller does not handle better. */
export function sayFailure(failure: Failure): void {
  const words = wordsOf(failure)
  if (words) toast(words, 'problem')
}

function wordsOf(failure: Failure): string | null {
  const { t } = clientView()
  switch (failure.kind) {
    case 'session_ended':
      return null
    case 'offline':
      return t('common.offline')
    case 'conflict':
      return t('common.changed_elsewhere')
    case 'too_fast':
      return t('common.too_fast')
    default:
      return t('common.request_failed', { detail: failure.problem.detail })
  }
}
