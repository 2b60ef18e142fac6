import cluster from 'node:cluster';
import { createServer, get } from 'node:http';

/**
 * The yardstick: a bare `node:http` handler that hands out the very bytes, headers included, that the page at the given
 * URL has. `node raw.ts URL PORT PROCESSES`.
 */
const [url = '', port = '0', processes = '1'] = process.argv.slice(2);

if (cluster.isPrimary && Number(processes) > 1) {
  let ready = 0;
  for (let n = 0; n < Number(processes); n += 1) cluster.fork();
  cluster.on('listening', () => (ready += 1) === Number(processes) - 1 && console.log('ready'));
} else
  get(url, { headers: { 'accept-encoding': 'gzip, deflate, br' } }, (page) => {
    const chunks: Buffer[] = [];
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('end', () => {
      const body = Buffer.concat(chunks);
      const own = ['date', 'connection', 'keep-alive'];
      const headers = page.rawHeaders.filter(
        (_, n) => !own.includes(page.rawHeaders[n - (n % 2)]?.toLowerCase() ?? ''),
      );
      createServer((_request, response) => {
        response.writeHead(200, headers);
        response.end(body);
      }).listen(Number(port), '127.0.0.1', () => cluster.isPrimary && console.log('ready'));
    });
  });
