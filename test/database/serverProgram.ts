import { startEmbedded } from '../../src/database/embedded.ts';

const [folder = ''] = process.argv.slice(2);
const embedded = await startEmbedded(folder, { durable: false });
process.once('SIGTERM', () => embedded.stop());
console.log(embedded.url);
