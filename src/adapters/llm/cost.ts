/** What a conversation costs: by the server's own count, or by an estimate where it keeps none. */
export type Prices = { inputUsdPerMillionTokens: number; outputUsdPerMillionTokens: number }

/** No more than this many tokens are taken for a text: one for two bytes of UTF-8 is above what real text needs. */
export const estimateTokens = (text: string) => Math.ceil(new TextEncoder().encode(text).length / 2)

/** Price in US dollars. */
export const costOf = (prices: Prices, inputTokens: number, outputTokens: number) =>
  (inputTokens * prices.inputUsdPerMillionTokens + outputTokens * prices.outputUsdPerMillionTokens) / 1e6
