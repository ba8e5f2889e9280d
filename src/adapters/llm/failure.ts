/** What a status of the server says; statuses that a client retries are trouble of the server. */
export function failureOfStatus(status: number): 'rate_limited' | 'unreachable' | 'misconfigured' {
  if (status === 429) return 'rate_limited'
  return status >= 500 || status === 408 || status === 409 ? 'unreachable' : 'misconfigured'
}
