/**
 * A quick server for the `serve` of an image: answers every request with its body, at once and in one piece, so that what is measured
 * is the way to it. Ends at SIGTERM.
 */
export const echoServer = `#!/usr/bin/env python3
import asyncio, os, signal

class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.data = transport, b''

    def data_received(self, data):
        self.data += data
        while b'\\r\\n\\r\\n' in self.data:
            head, rest = self.data.split(b'\\r\\n\\r\\n', 1)
            lengths = [line[15:] for line in head.lower().split(b'\\r\\n') if line.startswith(b'content-length:')]
            length = int(lengths[0]) if lengths else 0
            if len(rest) < length:
                return
            body, self.data = rest[:length], rest[length:]
            answer = b'HTTP/1.1 200 OK\\r\\nContent-Type: text/csv\\r\\nContent-Length: %d\\r\\n\\r\\n' % length
            self.transport.write(answer + body)

async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, os._exit, 0)
    server = await loop.create_server(Echo, '', int(os.environ.get('SAGEMAKER_BIND_TO_PORT', '8080')))
    await server.serve_forever()

asyncio.run(main())
`;
