import { EllipsisVertical } from 'lucide-react'
import { memo } from 'react'
import { recordOf } from '../../shared/domain/document.ts'
import { classNames } from '../design/class-names.ts'
import { IconButton } from '../design/kit/icon-button.tsx'
import { Menu } from '../design/kit/menu.tsx'
import { useBoard } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'
import type { SceneBox } from './board-layout.ts'
import { setBoardUi } from './board-ui.ts'
import { sceneMenu } from './scene-menu.ts'
import styles from './scene-title.module.css'

const words = strings.board.scene

/** The title of a scene, to click and change, with what can be done to the scene; and its hollow while it is empty. */
export const SceneTitle = memo(
  ({
    box,
    view,
    count,
  }: {
    readonly box: SceneBox
    readonly view: 'strip' | 'sheet'
    readonly count: number
  }) => {
    const title = useBoard(({ document }) => recordOf(document.scenes, box.sceneId)?.title ?? '')
    const { sceneId, number } = box
    const items = () => sceneMenu(sceneId, number, count)
    const name = words.name(number, title)
    const { x, y, width, height } = box.title
    const style = { transform: `translate(${x}px, ${y}px)`, width, height }
    return (
      <>
        {view === 'strip' ? (
          <Menu
            label={name}
            align="start"
            side="top"
            items={items}
            trigger={
              <button
                type="button"
                className={classNames(styles['title'], styles['upright'])}
                style={style}
                aria-label={words.button(number, title)}
              >
                <span>{name}</span>
              </button>
            }
          />
        ) : (
          <div className={styles['row']} style={style}>
            <h3 className={styles['heading']}>
              <button
                type="button"
                className={styles['title']}
                onClick={() => setBoardUi({ field: { kind: 'scene', sceneId } })}
              >
                {name}
              </button>
            </h3>
            <span className={styles['count']}>{strings.board.shots(box.shotIds.length)}</span>
            <Menu
              label={name}
              align="start"
              items={items}
              trigger={<IconButton icon={EllipsisVertical} size="small" label={words.menu(number)} />}
            />
          </div>
        )}
        {box.hollow && (
          <div
            className={styles['hollow']}
            style={{
              transform: `translate(${box.hollow.x}px, ${box.hollow.y}px)`,
              width: box.hollow.width,
              height: box.hollow.height,
            }}
          >
            {words.hollow}
          </div>
        )}
      </>
    )
  },
)
