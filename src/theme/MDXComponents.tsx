import MDXComponents from '@theme-original/MDXComponents';
import {Confusion} from '@site/src/components/Confusion';
import {GoFurther} from '@site/src/components/GoFurther';
import {Pitfall} from '@site/src/components/Pitfall';
import {Quiz} from '@site/src/components/Quiz';
import {Recap} from '@site/src/components/Recap';
import {Source, SourceList} from '@site/src/components/Source';
import {Steps} from '@site/src/components/Steps';
import {TalkMoment} from '@site/src/components/TalkMoment';
import {Term} from '@site/src/components/Term';
import {ThenNow} from '@site/src/components/ThenNow';
import {CallCost} from '@site/src/widgets/CallCost';
import {NeedAMesh} from '@site/src/widgets/NeedAMesh';

/** The vocabulary of chapters and posts (CONTRIBUTING.md), one line a word. `SourceList` is added by the build. */
export default {
  ...MDXComponents,
  CallCost,
  Confusion,
  GoFurther,
  NeedAMesh,
  Pitfall,
  Quiz,
  Recap,
  Source,
  SourceList,
  Steps,
  TalkMoment,
  Term,
  ThenNow,
};
