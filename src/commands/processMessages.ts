/** What the first process of a server tells each of the others, once. */
export interface Orders {
  /** Which of them it is, from 1; the one that follows a dead one has its number. */
  number: number;
  /** The address of the login of requests. */
  apiUrl: string;
  /** 32 bytes, in hexadecimal. */
  secret: string;
  port: number;
  poolSize: number;
}

/** What each of the others tells the first: that it takes orders, then where it listens or why it does not. */
export type Report = { awaits: 'orders' } | { listening: string } | { refused: string };

/** Other messages, such as those that collect metrics, take the same way. */
export function isReport(message: unknown): message is Report {
  return (
    typeof message === 'object' &&
    message !== null &&
    ('awaits' in message || 'listening' in message || 'refused' in message)
  );
}

export function isOrders(message: unknown): message is Orders {
  return typeof message === 'object' && message !== null && 'apiUrl' in message;
}
