"""What every recipe is made with: drawing boards, shapes, tiles, the atlas, and how a draft becomes files."""
