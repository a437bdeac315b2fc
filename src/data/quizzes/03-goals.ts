import type {Quiz} from '../types';

export const goals: readonly Quiz[] = [
  {
    id: 'local-vs-remote',
    questions: [
      {
        id: 'timeout',
        prompt:
          'This rule is in place. `ui` calls `search`, and every Pod of `search` needs one second for its answer. What does `ui` get?',
        file: 'examples/03-goals/search-timeout.yaml',
        recorded: 'traffic/timeout',
        answers: [
          {
            text: 'Status 200, after one second',
            outcome: {status: 200, ms: 1000},
            because:
              'The proxy of `ui` does not wait that long. Its clock stops at 300 milliseconds.',
          },
          {
            text: 'Status 504, after 300 milliseconds',
            outcome: {status: 504, ms: 300},
            right: true,
            because:
              'The proxy gives up and answers in place of `search`. In its log stands `UT`, for an upstream timeout.',
          },
          {
            text: 'Status 200, after 300 milliseconds',
            outcome: {status: 200, ms: 300},
            because: 'A limit ends the waiting. It cannot make the answer arrive.',
          },
          {
            text: 'No answer: the connection is closed',
            outcome: {connectionBreaks: true},
            because:
              'The proxy stands beside `ui` and answers in good form: status 504, and a text that says why.',
          },
        ],
      },
      {
        id: 'did-it-happen',
        prompt: '`ui` got that 504. Was the work in `search` done?',
        answers: [
          {
            text: 'No: the proxy cancelled it',
            because:
              'The proxy stops waiting. What code in another process has begun, it cannot take back.',
          },
          {
            text: 'Perhaps. Neither `ui` nor the proxy can tell',
            right: true,
            because:
              'The request reached `search`. Whether the work was done is known there alone. So make repeating safe.',
          },
          {
            text: 'Yes: only the answer was late',
            because:
              'This can be. It can also have stopped, or never begun. 504 says nothing about it.',
          },
        ],
      },
      {
        id: 'loop',
        prompt:
          '`ui` asks for twenty prices in a loop, 5 ms each. Which change makes the page faster by the most?',
        answers: [
          {
            text: 'A mesh, because its proxies are fast',
            because: 'Two proxies are added to each of the twenty calls. The loop stays as it is.',
          },
          {
            text: 'A shorter timeout for each call',
            because: 'A limit shortens calls that fail. These calls succeed, one after the other.',
          },
          {
            text: 'One call that asks for twenty prices',
            right: true,
            because:
              'Twenty waits become one. Only the code can do this, because only it knows that the calls belong together.',
          },
        ],
      },
      {
        id: 'contract',
        prompt:
          '`search` v2 renames a field in its answer. All proxies are configured well. What does `ui` notice?',
        answers: [
          {
            text: 'Nothing: the mesh sends it to v1',
            because:
              'Only if you wrote a rule that says so. A proxy does not read the fields of an answer.',
          },
          {
            text: 'A field is missing, with status 200',
            right: true,
            because:
              'For the proxies, everything went well. The contract between `ui` and `search` is not theirs.',
          },
          {
            text: 'The build of `ui` fails',
            because: 'So it was in the monolith, where one compiler saw both sides.',
          },
        ],
      },
    ],
  },
  {
    id: 'what-it-costs',
    questions: [
      {
        id: 'estimate',
        prompt:
          '40 Pods with sidecars, Istio 1.24, 1,000 requests a second at each Pod. What do the published figures give?',
        answers: [
          {
            text: '8 vCPU and 2.4 GB',
            right: true,
            because: '40 × 0.20 vCPU is 8 vCPU. 40 × 60 MB is 2,400 MB.',
          },
          {
            text: '0.20 vCPU and 60 MB',
            because: 'That is one sidecar. Each Pod has its own, and you have 40.',
          },
          {
            text: '20 vCPU and 2 GB',
            because:
              'This counts with 0.5 vCPU and 50 MB for each. The 0.5 vCPU is a figure of 1.6, older by years.',
          },
        ],
      },
      {
        id: 'quiet',
        prompt: 'At night, your 40 Pods get almost no requests. What do their sidecars still cost?',
        answers: [
          {
            text: 'Almost nothing',
            because:
              'Processor time follows the traffic. Memory does not: it holds the configuration.',
          },
          {
            text: 'Almost no processor time, and the same memory',
            right: true,
            because: 'What a proxy holds in memory depends on how much configuration it knows.',
          },
          {
            text: 'The same as by day',
            because: 'Without requests there is little to do for the processor.',
          },
        ],
      },
      {
        id: 'quote',
        prompt: 'A slide says: “A mesh adds 3 ms.” What do you ask before you believe it?',
        answers: [
          {
            text: 'Which programming language was used',
            because: 'The proxy does not see the language. What it sees is requests.',
          },
          {
            text: 'Which version, which load, and who measured it',
            right: true,
            because:
              'Between 1.4 and 1.5 alone the figure of the project went from 6.3 to 2.8 ms. Without version and load, it says nothing.',
          },
          {
            text: 'Whether the average was meant',
            because:
              'A good question, and too small: an average of which version, under which load?',
          },
        ],
      },
    ],
  },
];
