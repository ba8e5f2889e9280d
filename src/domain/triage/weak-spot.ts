/** A message that the model is known to read wrongly, in the words of its card. */
export type WeakSpot = { message: string; answer: string; right: string }
