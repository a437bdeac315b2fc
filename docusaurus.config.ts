import type {Config} from '@docusaurus/types';
import type {Options} from '@docusaurus/preset-classic';

const config: Config = {
  title: 'Istio, the voyage',
  url: 'http://localhost:3000',
  baseUrl: '/',
  trailingSlash: false,
  future: {v4: true, faster: true},
  presets: [['classic', {docs: {}, blog: false} satisfies Options]],
};
export default config;
