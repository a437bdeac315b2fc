// The bundler imports loaders as they are and cannot read TypeScript; this file is only the door.
import {require as requireTypeScript} from 'tsx/cjs/api';

export default requireTypeScript('./lab-loader.ts', import.meta.url).default;
