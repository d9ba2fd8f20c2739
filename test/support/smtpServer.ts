/**
 * A mail server as a process of its own. It says its port, then each mail that it took as a line of JSON. Recipients decide
 * what happens: `gone…` does not exist, `busy…` is refused for now the first time, `cut…` is taken and then not answered.
 */
import { SMTPServer } from 'smtp-server';

const refusedOnce = new Set<string>();
const refusal = (responseCode: number): Error => Object.assign(new Error('refused'), { responseCode });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('gone')) return done(refusal(550));
    if (address.startsWith('busy') && !refusedOnce.has(address)) {
      refusedOnce.add(address);
      return done(refusal(451));
    }
    return done();
  },
  onData(stream, session, done) {
    let text = '';
    stream.on('data', (part: Buffer) => (text += part.toString()));
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      process.stdout.write(`mail ${JSON.stringify({ to, text })}\n`);
      if (to.some((address) => address.startsWith('cut')))
        process.stdout.write('cut\n', () => process.exit(1));
      else done();
    });
  },
});
const port = Number(process.argv[2] ?? '0');
const listening = server.listen(port, '127.0.0.1', () => {
  const address = listening.address();
  process.stdout.write(`listening on ${typeof address === 'object' ? address?.port : ''}\n`);
});
