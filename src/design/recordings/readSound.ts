/** The kind of an uploaded sound, by its bytes: its name and what the browser says of it count for nothing. */
import type { SoundType } from './recording.ts';

/** What telephones and sound editors write. */
const soundTypes: Readonly<Record<string, SoundType>> = {
  'audio/mpeg': 'audio/mpeg',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
};

export async function soundTypeOf(sound: Buffer): Promise<SoundType | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  return soundTypes[(await fileTypeFromBuffer(sound))?.mime ?? ''];
}
