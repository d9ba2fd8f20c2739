/** Serves an installation from its data folder, or from MongoDB. */
import { readConfig } from './app/config.ts';
import { runProgram } from './app/runProgram.ts';

const server = await runProgram(() => ({ config: readConfig(), kind: 'real' }));
console.log(`Lắng Nghe serves ${server.url} (storage: ${server.storageKind}). Stop with Ctrl+C.`);
if (server.firstAdministratorUrl !== undefined) {
  console.log(`
Chưa có người quản trị. Mở liên kết này để lập tài khoản đầu tiên (dùng một lần, trong 24 giờ).
There is no administrator yet. Open this link to make the first account (works once, for 24 hours).
first-administrator: ${server.firstAdministratorUrl}
`);
}
