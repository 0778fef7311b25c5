import { connect, createServer, type Socket } from 'node:net';

/** A way to the database that can be cut and mended. */
export async function switchable(target: number) {
  const sockets = new Set<Socket>();
  let open = true;
  const server = createServer((inbound) => {
    if (!open) return inbound.destroy();
    const outbound = connect(target, '127.0.0.1');
    for (const socket of [inbound, outbound]) sockets.add(socket.on('error', () => undefined));
    inbound.pipe(outbound).pipe(inbound);
    return inbound;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const cut = () => {
    open = false;
    for (const socket of sockets) socket.destroy();
  };
  const close = () => {
    cut();
    server.close();
  };
  return { port, cut, restore: () => (open = true), close };
}
