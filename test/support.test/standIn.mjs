// A stand-in for the product in the tests of startServer: with a child that serves too, ready on the second question; refuses when told to.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

const childProgram = `
  const server = require('node:http').createServer((_, response) => response.end()).listen(0, '127.0.0.1', () => {
    console.log('child http://127.0.0.1:' + server.address().port);
  });`;
if (process.env.REFUSES) {
  console.error(`REFUSES: ${process.env.REFUSES}`);
  process.exit(2);
}
const child = spawn(process.execPath, ['-e', childProgram], { stdio: 'inherit' });
let asked = 0;
console.log(Object.keys(process.env).sort().join(' '));
console.log('agent ana@example.org secret-1 t_1');
createServer((request, response) => {
  if (request.url === '/readyz') asked += 1;
  response.writeHead(asked > 1 ? 200 : 503, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ method: request.method, authorization: request.headers.authorization ?? null }));
}).listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => {
  child.kill();
  process.exit(0);
});
