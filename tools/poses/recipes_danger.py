"""Danger and care, and the two sides of what people do together."""

from __future__ import annotations

from limbs import *  # noqa: F403
from posing import Arm, Foot, Hand, Leg, Recipe, Thing

IN_LOOPS = {"right_foot": "foot loop", "left_foot": "foot loop"}

DANGER = (
    Recipe(
        "unconscious", "Unconscious", "Limp and unconscious: head lolling, arms risen, mouth slack",
        ("faint", "dead", "limp", "body", "accident", "eyes closed"),
        right=Arm((58, 34, 22), 40, (34, 0, -30)), left=Arm((44, 42, 18), 52, (30, 0, -30)),
        right_leg=Leg((44, 12, 2), 52, 32), left_leg=Leg((36, 9, 2), 40, 34), trunk=(10, 8, 6), head=(-18, 20, 20), face="eyes-closed",
    ),
    Recipe(
        "injured-arm", "Injured arm", "Holding an injured arm against the body, in pain",
        ("hurt", "wound", "pain", "injury", "accident"),
        left=Hand("navel", (0.085, 0.05, -0.11), palm=(-1, 0.1, 0.1), fingers=(0.1, 1, 0.1), frame="hips", shape="relaxed", out=12, forward=5),
        right=Hand("leftLowerArm", (0.06, 0.06, -0.045), palm=(-0.3, 0.1, 1), fingers=(0.5, -0.9, 0.1), frame="upperChest", shape="cup", out=15, forward=25),
        right_leg=Leg((72, 6, -4), 76, 24), left_leg=Leg((62, 7, -4), 62, 26), trunk=(20, -4, 0), head=(22, -8, -8), face="pain",
    ),
    Recipe(
        "belly-pain", "Doubled up", "Doubled up, both arms pressed to the belly",
        ("pain", "sick", "nausea", "stomach", "space sickness", "hurt"),
        right=Hand("navel", (0.07, -0.05, 0.03), palm=(-1, 0, 0), fingers=(0, -1, 0.1), frame="spine", shape="fist", out=14, forward=-5),
        left=Hand("navel", (0.10, 0.05, -0.03), palm=(-1, 0, 0), fingers=(0, 1, 0.1), frame="spine", shape="relaxed", out=14, forward=0),
        right_leg=Leg((88, 6, -4), 94, 28), left_leg=Leg((82, 6, -4), 86, 28), trunk=(36, 0, 0), head=(24, 0, 0), face="pain",
    ),
    Recipe(
        "operating", "Operating", "Operating on a patient: both hands low before the body, eyes on them",
        ("surgery", "doctor", "surgeon", "medical", "operation"),
        right=Hand("navel", (0.32, 0.07, -0.04), palm=(0.1, -0.6, 0.9), fingers=(0.7, -0.35, 0.7), frame="hips", touch="pinch", shape="pinch", out=30, forward=18),
        left=Hand("navel", (0.30, -0.09, -0.02), palm=(0.1, 0.5, 0.9), fingers=(0.8, 0.45, 0.4), frame="hips", shape="flat", out=30, forward=15),
        right_leg=LOOPS, trunk=(20, 0, 0), head=(42, 0, 0), face="concentration", holds=IN_LOOPS,
    ),
    Recipe(
        "patient", "On the table", "Lying strapped down, being operated on, arms at the sides",
        ("surgery", "patient", "lie", "strapped", "medical", "operated on", "stretcher"),
        right=Arm((-4, 14, 4), 14, (2, 0, -20)), left=Arm((-4, 14, 4), 14, (2, 0, -20)),
        right_leg=Leg((3, 5, 0), 4, 36), left_leg=Leg((3, 5, 0), 4, 36), head=(2, 0, 0), face="eyes-closed",
        holds={"right_foot": "strap", "left_foot": "strap"},
    ),
    Recipe(
        "patient-awake", "Patient, awake", "Lying strapped down and awake, a hand raised",
        ("patient", "lie", "strapped", "medical", "stretcher", "fear"),
        right=Hand("navel", (0.10, 0.05, -0.10), palm=(-1, 0.2, 0), fingers=(0.2, -0.9, -0.3), frame="hips", shape="relaxed", out=20, forward=0),
        left=Arm((-4, 14, 4), 14, (2, 0, -20)), right_leg=Leg((3, 5, 0), 6, 36), left_leg=Leg((8, 5, 0), 16, 36), trunk=(4, 0, 0), head=(18, 0, 12),
        face="fear",
    ),
    Recipe(
        "cpr", "Giving CPR", "Chest compressions from a handstand: arms straight, feet on the opposite wall",
        ("resuscitation", "cpr", "medical", "emergency", "heart", "rescue", "first aid"),
        right=Hand("upperChest", (0.20, -0.005, -0.56), palm=(0.0, 0, -1), fingers=(1, -0.25, 0.0), frame="hips", touch="heel", shape="flat", out=10, forward=150),
        left=Hand("upperChest", (0.22, 0.005, -0.535), palm=(0.0, 0, -1), fingers=(1, 0.25, 0.0), frame="hips", touch="heel", shape="flat", out=10, forward=150),
        right_leg=Leg((24, 9, 0), 42, -4, toes=0), left_leg=Leg((30, 9, 0), 50, -4, toes=0), trunk=(2, 0, 0), head=(-30, 0, 0), face="concentration",
        girdle=(-18, -6), holds={"right_foot": "opposite wall", "left_foot": "opposite wall"},
    ),
    Recipe(
        "cpr-patient", "Being given CPR", "On the back against a wall, limp, chest free",
        ("resuscitation", "cpr", "patient", "medical", "emergency", "unconscious"),
        right=Arm((4, 38, 0), 24, (10, 0, -10)), left=Arm((4, 44, 0), 30, (10, 0, -10)),
        right_leg=Leg((6, 9, 6), 10, 34), left_leg=Leg((12, 9, 6), 18, 34), head=(-12, 4, 8), face="eyes-closed",
    ),
    Recipe(
        "carrying-person", "Carrying someone", "Drawing a crewmate along from behind, arms under theirs",
        ("rescue", "carry", "injured", "drag", "tow", "help"),
        right=Hand("chest", (0.33, -0.045, 0.0), palm=(-1, 0, 0), fingers=(0.05, -1, 0.1), frame="hips", shape="cup", out=22, forward=40),
        left=Hand("chest", (0.345, 0.045, -0.01), palm=(-1, 0, 0), fingers=(0.05, 1, 0.1), frame="hips", shape="cup", out=22, forward=40),
        right_leg=TRAIL_BENT, left_leg=TRAIL, trunk=(-4, 0, 0), head=(-4, 0, 24), face="concentration",
    ),
    Recipe(
        "carried-person", "Being carried", "Limp in someone's arms from behind, head sunk",
        ("rescue", "carried", "injured", "limp", "unconscious"),
        right=Arm((38, 44, 10), 40, (24, 0, -20)), left=Arm((46, 42, 10), 34, (24, 0, -20)),
        right_leg=Leg((40, 8, 2), 46, 32), left_leg=Leg((32, 10, 2), 38, 34), trunk=(8, -4, 0), head=(30, -16, -8), face="eyes-closed",
    ),
    Recipe(
        "extinguisher", "Fighting a fire", "A fire extinguisher aimed with both hands, body braced for its push",
        ("fire", "emergency", "smoke", "extinguisher", "alarm"),
        things=(Thing("fire-extinguisher", "chest", (0.30, 0.06, 0.16), (0, 0, 0), frame="hips", held_by="both_hands"),),
        right=Hand("thing:lever", touch="grip", shape="grip", out=30, forward=20),
        left=Hand("chest", (0.44, -0.06, 0.06), palm=(0.2, 0.9, -0.3), fingers=(1, 0.2, 0.1), frame="hips", shape="grip", out=25, forward=40),
        right_leg=Leg((58, 14, -4), 66, 0, toes=0), left_leg=Leg((30, 14, -4), 36, 0, toes=0), trunk=(12, 0, 0), head=(2, 0, 0), face="fear",
    ),
    Recipe(
        "gas-mask", "Pulling on a mask", "Pressing a breathing mask to the face with both hands",
        ("mask", "emergency", "smoke", "oxygen", "fire", "breathe"),
        things=(Thing("gas-mask", "eyes", (-0.075, 0.0, 0.02), (0, 0, 0), frame="head", held_by="both_hands"),),
        right=Hand("thing:snout", (-0.03, 0.075, -0.01), palm=(-0.2, -1, 0), fingers=(0.3, -0.1, -0.95), frame="head", shape="cup", out=40, forward=35),
        left=Hand("thing:snout", (-0.03, -0.075, -0.01), palm=(-0.2, 1, 0), fingers=(0.3, 0.1, -0.95), frame="head", shape="cup", out=40, forward=35),
        right_leg=FLOAT_MORE, left_leg=Leg((66, 8, -4), 74, 22), trunk=(10, 0, 0), head=(8, 0, 0), face="fear",
    ),
    Recipe(
        "shielding-eyes", "Shielding the eyes", "A hand against the glare of the sun",
        ("sun", "glare", "light", "look", "window", "search"),
        right=Hand("eyes", (0.075, 0.02, -0.06), palm=(0.2, 0, 1), fingers=(0.35, -1, 0.1), frame="head", shape="flat", out=65, forward=50),
        left=Hand("leftUpperArm", (0.34, -0.16, 0.14), bar=(0, 1, 0), palm=(1, 0, 0.3), frame="hips", touch="grip", shape="grip", out=40, forward=40),
        right_leg=FLOAT_LESS, left_leg=TRAIL_BENT, trunk=(2, 0, 0), head=(2, 0, 0), holds={"left_hand": "rail"},
    ),
    Recipe(
        "punching", "Throwing a punch", "Throwing a punch with nothing to stand on, the body turning back",
        ("fight", "hit", "violence", "attack", "strike"),
        right=Arm((84, 6, 10), 12, (0, 0, -66), "fist", (-4, -20)), left=Arm((6, 22, 40), 116, (6, 0, -20), "fist"),
        right_leg=Leg((-8, 10, 0), 42, 34), left_leg=Leg((66, 12, -6), 72, 20), trunk=(10, -4, -34), head=(2, 0, 30), face="shout",
    ),
    Recipe(
        "guarding", "On guard", "Forearms up before the face, drawn together against a blow",
        ("fight", "defend", "guard", "block", "boxing"),
        right=Hand("mouth", (0.15, 0.065, 0.06), palm=(-0.3, -0.9, 0), fingers=(0.2, -0.1, -1), frame="hips", touch="fist", shape="fist", out=20, forward=35),
        left=Hand("mouth", (0.21, -0.055, 0.08), palm=(-0.3, 0.9, 0), fingers=(0.3, 0.1, -1), frame="hips", touch="fist", shape="fist", out=20, forward=40),
        right_leg=Leg((50, 12, -6), 66, 18), left_leg=Leg((74, 12, -6), 80, 16), trunk=(16, 0, 10), head=(10, 0, -10), face="concentration",
    ),
    Recipe(
        "kicking", "Kicking off", "A kick with both legs against someone or something, held by one rail",
        ("fight", "kick", "push", "attack", "strike"),
        right=Hand("rightUpperArm", (-0.04, 0.16, -0.42), bar=(0, 1, 0), palm=(0.4, 0, -1), frame="hips", touch="grip", shape="grip", out=40, forward=150),
        left=Arm((20, 56, 20), 50, (0, 0, -30), "fist"),
        right_leg=Leg((88, 8, -4), 22, -8, toes=8), left_leg=Leg((104, 10, -4), 82, -8, toes=8), trunk=(0, 0, 0), head=(28, 0, 0), face="shout",
        holds={"right_hand": "rail"},
    ),
    Recipe(
        "struck", "Struck", "Thrown back by a blow, limbs trailing after the body",
        ("fight", "hit", "thrown", "fall", "impact", "recoil"),
        right=Arm((70, 40, 10), 26, (20, 0, -20), "spread"), left=Arm((62, 44, 10), 34, (20, 0, -20), "spread"),
        right_leg=Leg((62, 14, 0), 30, 34), left_leg=Leg((74, 12, 0), 48, 32), trunk=(18, 6, 16), head=(-28, 12, 24), face="pain",
    ),
    Recipe(
        "choking", "Fighting for breath", "Both hands at the throat, fighting for air",
        ("choke", "suffocate", "air", "oxygen", "breath", "emergency"),
        right=Hand("suprasternale", (0.045, 0.035, -0.055), palm=(-0.9, -0.4, 0), fingers=(-0.2, -0.6, -0.8), frame="upperChest", shape="cup", out=45, forward=25),
        left=Hand("suprasternale", (0.055, -0.035, -0.045), palm=(-0.9, 0.4, 0), fingers=(-0.2, 0.6, -0.8), frame="upperChest", shape="cup", out=45, forward=25),
        right_leg=Leg((64, 10, -4), 84, 26), left_leg=Leg((40, 12, -4), 50, 28), trunk=(-4, 0, 0), head=(-22, 6, 0), face="pain",
    ),
)

TOGETHER = (
    Recipe(
        "handshake", "Shaking hands", "A right hand held out to shake, the other arm afloat",
        ("greet", "hello", "agree", "meet", "welcome"),
        right=Hand("rightUpperArm", (0.40, -0.10, 0.14), palm=(0.15, -1, 0), fingers=(1, 0.15, 0.05), frame="hips", shape="cup", out=18, forward=35),
        left=DRIFT_LOW, right_leg=FLOAT, left_leg=FLOAT_LESS, trunk=(6, 0, -4), head=(2, 0, 0), face="smile",
    ),
    Recipe(
        "hugging", "Hugging", "Arms around someone, head beside theirs",
        ("hug", "embrace", "love", "comfort", "welcome", "goodbye", "farewell"),
        right=Hand("chest", (0.27, -0.04, -0.10), palm=(-1, 0.1, 0), fingers=(-0.05, -1, -0.25), frame="upperChest", shape="relaxed", out=40, forward=70),
        left=Hand("chest", (0.27, 0.05, 0.09), palm=(-1, -0.1, 0), fingers=(-0.05, 1, -0.15), frame="upperChest", shape="relaxed", out=30, forward=45),
        right_leg=Leg((26, 6, 0), 44, 34), left_leg=Leg((18, 6, 0), 34, 36), trunk=(2, 0, 0), head=(4, -8, -10), face="smile", girdle=(0, -14),
    ),
    Recipe(
        "helping-suit", "Helping with a suit", "Both hands at someone's collar ring, face close to the work",
        ("suit", "help", "dress", "eva", "sokol", "prepare", "collar"),
        right=Hand("chest", (0.40, 0.10, -0.14), palm=(0.2, -1, 0.1), fingers=(0.95, -0.1, -0.15), frame="hips", shape="pinch", out=28, forward=45),
        left=Hand("chest", (0.40, -0.10, -0.14), palm=(0.2, 1, 0.1), fingers=(0.95, 0.1, -0.15), frame="hips", shape="pinch", out=28, forward=45),
        right_leg=FLOAT, left_leg=FLOAT_MORE, trunk=(6, 0, 0), head=(12, 0, 0), face="concentration",
    ),
    Recipe(
        "being-suited", "Being helped into a suit", "Chin lifted, arms held away from the body, waiting",
        ("suit", "dress", "eva", "sokol", "prepare", "wait"),
        right=Arm((16, 46, 20), 30, (0, 0, -30)), left=Arm((16, 46, 20), 30, (0, 0, -30)),
        right_leg=Leg((22, 8, -4), 26, 26), left_leg=Leg((26, 8, -4), 32, 26), trunk=(-2, 0, 0), head=(-10, 0, 0),
    ),
    Recipe(
        "comforting", "A hand on the shoulder", "A hand laid on someone's shoulder, head bent to them",
        ("comfort", "support", "friend", "console", "touch"),
        right=Hand("rightUpperArm", (0.44, -0.02, -0.02), palm=(0.1, -0.3, 1), fingers=(1, -0.2, 0.2), frame="hips", shape="relaxed", out=28, forward=65),
        left=DRIFT_LOW, right_leg=FLOAT, left_leg=FLOAT_LESS, trunk=(8, 0, -6), head=(10, 6, 4),
    ),
    Recipe(
        "pulling-along", "Pulling someone along", "Looking back, one hand stretched behind to pull someone along",
        ("tow", "pull", "lead", "help", "rescue", "hand in hand"),
        right=Arm((-40, 26, 10), 12, (0, 0, -40), "grip"),
        left=Hand("leftUpperArm", (0.40, -0.04, -0.30), bar=(0, 1, 0), palm=(1, 0, 0), frame="hips", touch="grip", shape="grip", out=30, forward=110),
        right_leg=TRAIL, left_leg=TRAIL_BENT, trunk=(-4, 0, 22), head=(-4, 0, 52), holds={"left_hand": "rail"},
    ),
    Recipe(
        "being-pulled", "Being pulled along", "Drawn along by one hand, the body trailing after it",
        ("tow", "pulled", "led", "help", "rescue", "hand in hand"),
        right=Arm((130, 14, 0), 14, (0, 0, -60), "grip", (-14, -10)), left=Arm((18, 36, 20), 40, (8, 0, -38)),
        right_leg=TRAIL, left_leg=TRAIL_BENT, trunk=(-8, -8, 0), head=(-38, 0, 0),
    ),
    Recipe(
        "examining", "Examining a patient", "Two fingers at someone's neck for the pulse, the other hand steadying them",
        ("doctor", "medical", "pulse", "examine", "first aid"),
        right=Hand("chest", (0.42, 0.10, -0.12), palm=(0.3, -0.9, 0.2), fingers=(1, -0.2, -0.1), frame="hips", shape="flat", out=28, forward=50),
        left=Hand("chest", (0.38, -0.20, 0.02), palm=(0.4, 0.9, 0.2), fingers=(1, 0.2, 0.0), frame="hips", shape="cup", out=35, forward=45),
        right_leg=FLOAT, left_leg=LOOPS, trunk=(10, 0, 0), head=(16, 0, 6), face="concentration", holds={"left_foot": "foot loop"},
    ),
    Recipe(
        "grappling", "Grappling", "Both hands on someone's collar, shoving",
        ("fight", "grab", "shove", "struggle", "attack"),
        right=Hand("chest", (0.40, 0.09, -0.12), palm=(0.5, -0.8, 0.2), fingers=(1, -0.2, 0), frame="hips", shape="fist", out=35, forward=50),
        left=Hand("chest", (0.40, -0.09, -0.12), palm=(0.5, 0.8, 0.2), fingers=(1, 0.2, 0), frame="hips", shape="fist", out=35, forward=50),
        right_leg=Leg((56, 14, -4), 70, 26), left_leg=Leg((30, 12, -4), 46, 30), trunk=(14, 0, 0), head=(-2, 0, 0), face="shout",
    ),
)
