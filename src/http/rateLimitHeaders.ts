interface Standing {
  available: number;
  maximum: number;
  /** Points a second. */
  restoreRate: number;
}

/** How much of its budget a partner has left, as every answer to it says. */
export const rateLimitHeaders = ({ available, maximum, restoreRate }: Standing) => ({
  'ratelimit-limit': String(maximum),
  'ratelimit-remaining': String(available),
  /** Seconds until all of it is back. */
  'ratelimit-reset': String(Math.ceil((maximum - available) / restoreRate)),
});
