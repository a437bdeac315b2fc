import {serve} from './service';
import {readSettings} from './settings';

const settings = readSettings('search');

serve(settings, {
  '/': () => ({
    status: 200,
    body: {hello: process.env.SEARCH_EVENT ?? 'world', from: `search (${settings.version})`},
  }),
});
