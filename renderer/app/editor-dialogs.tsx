import { JobsDrawer } from '../jobs/jobs-drawer.tsx'
import { InUseDialog } from '../library/in-use-dialog.tsx'
import { ReplaceDialog } from '../library/replace-dialog.tsx'
import { RenderDialog } from '../render/render-dialog.tsx'
import { MarksDialog } from '../takes/marks-dialog.tsx'
import { CropDialog } from '../timeline/crop-dialog.tsx'

/** What may lie over the editor: each shows itself while its area asks for it. */
export const EditorDialogs = () => (
  <>
    <JobsDrawer />
    <RenderDialog />
    <CropDialog />
    <MarksDialog />
    <InUseDialog />
    <ReplaceDialog />
  </>
)
