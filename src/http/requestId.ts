import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

// W3C Trace Context, version 00 and those to come; neither id may be all zeros.
const traceparent = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's trace id where it sends a valid traceparent, so that both sides' logs meet; else a new uuid. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers.traceparent;
  return (typeof given === 'string' && traceparent.exec(given)?.[1]) || randomUUID();
}
