import { migrate } from '../../src/database/migrate.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const { applied } = await migrate(url, { secret: Buffer.alloc(32, 1), folder });
console.log(JSON.stringify(applied));
