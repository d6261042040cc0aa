import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectFile } from './root';

/**
 * Files of one kind below a folder of the project, as paths from the project, sorted. Copies that editors keep beside or in
 * folders of their own (`rate.ts~`, `.ipynb_checkpoints`) are none of them.
 */
export function filesBelow(folder: string, ending: string): string[] {
  const whole = projectFile(folder);
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ parentPath, name }) => relative(whole, join(parentPath, name)))
    .filter((file) => !file.split(sep).some((part) => part.startsWith('.')))
    .map((file) => join(folder, file))
    .sort();
}

/** TypeScript files below a folder of the project. */
export const sourceFiles = (folder: string): string[] => filesBelow(folder, '.ts');
