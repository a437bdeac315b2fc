import type {ComponentProps} from 'react';
import A from '@theme/MDXComponents/A';
import Code from '@theme/MDXComponents/Code';
import Heading from '@theme/MDXComponents/Heading';
import Img from '@theme/MDXComponents/Img';
import Li from '@theme/MDXComponents/Li';
import Pre from '@theme/MDXComponents/Pre';
import Ul from '@theme/MDXComponents/Ul';
import {Confusion} from '@site/src/components/Confusion';
import {ExampleList} from '@site/src/components/ExampleList';
import {FlagList} from '@site/src/components/FlagList';
import {FurtherReading} from '@site/src/components/FurtherReading';
import {GlossaryList} from '@site/src/components/GlossaryList';
import {GoFurther} from '@site/src/components/GoFurther';
import {Outcome} from '@site/src/components/Outcome';
import {Pitfall} from '@site/src/components/Pitfall';
import {Quiz} from '@site/src/components/Quiz';
import {Recap} from '@site/src/components/Recap';
import {Source, SourceList} from '@site/src/components/Source';
import {Steps} from '@site/src/components/Steps';
import {TalkMoment} from '@site/src/components/TalkMoment';
import {Term} from '@site/src/components/Term';
import {ThenNow} from '@site/src/components/ThenNow';
import {VoyageTimes} from '@site/src/components/VoyageTimes';
import {CallCost} from '@site/src/widgets/CallCost';
import {DevOpsVenn} from '@site/src/widgets/DevOpsVenn';
import {Lab} from '@site/src/widgets/Lab';
import {LoadBalancer} from '@site/src/widgets/LoadBalancer';
import {NeedAMesh} from '@site/src/widgets/NeedAMesh';
import {ReleaseTimeline} from '@site/src/widgets/ReleaseTimeline';
import {TokenReader} from '@site/src/widgets/TokenReader';
import {TraceView} from '@site/src/widgets/TraceView';

/** What Markdown itself becomes. Not the theme's whole list: its admonitions and details are no words of ours, and 2 KB on each page. */
const markdown = {
  a: A,
  code: Code,
  h2: (props: ComponentProps<'h2'>) => <Heading as="h2" {...props} />,
  h3: (props: ComponentProps<'h3'>) => <Heading as="h3" {...props} />,
  img: Img,
  li: Li,
  pre: Pre,
  ul: Ul,
};

/** The vocabulary of chapters and posts (CONTRIBUTING.md), one line a word. `SourceList` is added by the build. */
export default {
  ...markdown,
  CallCost,
  Confusion,
  DevOpsVenn,
  ExampleList,
  FlagList,
  FurtherReading,
  GlossaryList,
  GoFurther,
  Lab,
  LoadBalancer,
  NeedAMesh,
  Outcome,
  Pitfall,
  Quiz,
  Recap,
  ReleaseTimeline,
  Source,
  SourceList,
  Steps,
  TalkMoment,
  Term,
  ThenNow,
  TokenReader,
  TraceView,
  VoyageTimes,
};
