"""Fragment shaders that do little at each pixel: those of draft, film, clay, and the one that measures.

The light of a place is reckoned once, as irradiance that is even plus a part that leans: E(n) = A + B·n, the
first two orders of Ramamoorthi and Hanrahan, "An Efficient Representation for Irradiance Environment Maps",
SIGGRAPH 2001; in draft B leans one way for all colours, and how far a surface is turned that way is reckoned
at the corners of triangles. Film and clay correct it by a map
(`zeroshot.render.shade`), a texture of the picture's middle view whose alpha is the distance along the lens;
what has the distance of the pixel counts most.
"""

from __future__ import annotations

from zeroshot.render.shader import COLOURS, GLASS, LAMP

SHOWN = """
// Film curve and sRGB in one: Jim Hejl and Richard Burgess-Dawson, in "Filmic Tonemapping for Real-time
// Rendering", SIGGRAPH 2010 course "Color Enhancement and Rendering in Film and Game Production".
vec3 zsShown(vec3 c) {
  vec3 x = max(c - 0.004, 0.0);
  return (x * (6.2 * x + 0.5)) / (x * (6.2 * x + 1.7) + 0.06);
}
"""

_IRRADIANCE = """
  vec3 zsE = max(zsEven + zsLeanX * normalVCVSOutput.x + zsLeanY * normalVCVSOutput.y
    + zsLeanZ * normalVCVSOutput.z, 0.25 * zsEven);
"""

_SWIFT_DECLARATIONS = "in float zsTurned;\n"

_SWIFT = """
  vec3 zsAlbedo = diffuseColor;
  %(emission)s
  %(glow)s
  %(texture)s
  vec3 zsE = zsEven + zsLean * max(%(turned)s, zsLeast);
  // The square is near enough to the curve of sRGB.
  gl_FragData[0] = vec4(zsShown(zsAlbedo * zsAlbedo * zsE%(plus)s), %(opacity)s);
"""

SWIFT_CORNERS = (
    ("//VTK::Normal::Dec", "//VTK::Normal::Dec\nout float zsTurned;"),
    ("//VTK::Normal::Impl", "//VTK::Normal::Impl\n  zsTurned = dot(zsLeanWay, normalMC);"),
)
"""What draft's vertex shader does more: one number a corner in place of a normal at every pixel."""

_SWIFT_TEXTURE = """
  vec4 zsTexel = texture(actortexture, tcoordVCVSOutput);
  zsAlbedo *= zsTexel.rgb;
"""

SHADE_MAP = """
// What the map says of a point: a mean of the four nearest, less of what is at another distance or faces
// another way. Alpha holds both: 1024 × the distance in 256ths of a metre, and the normal as one of 32 × 32
// places of an octahedron unfolded to a square.
vec3 zsShadeAt(vec4 eye, vec3 normal) {
  vec4 q = zsShadeFromEye * eye;
  ivec2 last = textureSize(zsShade, 0) - 1;
  vec2 at = clamp((q.xy / q.w * 0.5 + 0.5) * vec2(last + 1) - 0.5, vec2(0.0), vec2(last) - 0.001);
  ivec2 base = ivec2(at);
  vec2 part = at - vec2(base);
  vec3 n = mat3(zsWorldFromEye) * normal;
  n /= abs(n.x) + abs(n.y) + abs(n.z);
  vec2 fold = n.z >= 0.0 ? n.xy : (1.0 - abs(n.yx)) * vec2(n.x >= 0.0 ? 1.0 : -1.0, n.y >= 0.0 ? 1.0 : -1.0);
  fold = fold * 16.0 + 15.5;
  vec4 a = texelFetch(zsShade, base, 0), b = texelFetch(zsShade, base + ivec2(1, 0), 0);
  vec4 c = texelFetch(zsShade, base + ivec2(0, 1), 0), d = texelFetch(zsShade, base + ivec2(1, 1), 0);
  vec4 codes = vec4(a.a, b.a, c.a, d.a);
  vec4 far = floor(codes / 1024.0);
  vec4 way = codes - far * 1024.0;
  vec4 wayX = floor(way / 32.0);
  vec4 offX = wayX - fold.x, offY = way - wayX * 32.0 - fold.y;
  vec4 off = (far / 256.0 - q.w) * (60.0 / q.w);
  vec4 alike = 4.0 / (4.0 + offX * offX + offY * offY), depth = off * off;
  // Facing counts more: along a wall seen at a grazing angle distances change fast.
  vec4 near = alike * alike / (0.3 + depth);
  alike *= 36.0 / (36.0 + depth);
  float sure = max(max(alike.x, alike.y), max(alike.z, alike.w));
  vec2 rest = 1.0 - part;
  near = (near + 0.0005) * (vec4(rest.x * rest.y, part.x * rest.y, rest.x * part.y, part.x * part.y) + 0.001);
  near /= near.x + near.y + near.z + near.w;
  vec3 said = a.rgb * near.x + b.rgb * near.y + c.rgb * near.z + d.rgb * near.w;
  // Where none of the four is of this surface, they tell at most that it is in the dark.
  return mix(min(said, vec3(0.9)), said, smoothstep(0.0, 0.2, sure));
}
"""

_MIRROR = """
// What a surface mirrors of the cabin: a map around one place, looked up where the ray meets the walls.
vec3 zsMirrored(vec4 eye, vec3 way) {
  vec3 p = (zsBoxFromEye * eye).xyz;
  vec3 d = mat3(zsBoxFromEye) * way;
  vec3 walls = (sign(d) * zsBox - p) / (abs(d) + 1e-5) * sign(d);
  vec3 hit = p + d * max(min(walls.x, min(walls.y, walls.z)), 0.05) - zsProbe;
  // An octahedron unfolded to a square: Cigolle et al., "Survey of Efficient Representations for
  // Independent Unit Vectors", JCGT 2014.
  hit /= abs(hit.x) + abs(hit.y) + abs(hit.z);
  vec2 fold = hit.z >= 0.0 ? hit.xy : (1.0 - abs(hit.yx)) * vec2(hit.x >= 0.0 ? 1.0 : -1.0,
    hit.y >= 0.0 ? 1.0 : -1.0);
  vec2 place = (fold * 0.5 + 0.5) * zsMirrorSide.xy + zsMirrorPlace.xy;
  return texture(zsMirror, place).rgb;
}
"""

_FILM = """
  vec3 zsAlbedo = zsLinear(diffuseColor), zsGlows = zsGlow * zsScreen;
  float zsOpacity = opacity;
  %(glow)s
  %(texture)s
  vec3 zsN = normalVCVSOutput;
  %(irradiance)s
  vec3 zsRatio = zsShadeAt(vertexVC, normalVCVSOutput);
  zsE *= zsRatio;
  vec3 zsWay = normalize(vertexVC.xyz);
  float zsFacing = max(-dot(zsN, zsWay), 0.0);
  float zsGrazing = 1.0 - zsFacing;
  float zsRim = zsGrazing * zsGrazing * zsGrazing * zsGrazing;
  vec3 zsF0 = mix(vec3(0.04), zsAlbedo, zsMetallic);
  vec3 zsFresnel = zsF0 + (max(vec3(zsSmoothness), zsF0) - zsF0) * zsRim;
  // What is in the dark mirrors less of the room, too.
  vec3 zsSheen = zsMirrored(vertexVC, reflect(zsWay, zsN)) * zsFresnel * min(zsRatio, vec3(1.0));
  vec3 zsMatt = zsAlbedo * (1.0 - zsMetallic) * zsE;
  %(blend)s
  gl_FragData[0] = vec4(zsMatt + zsSheen + zsGlows, zsOpacity);
"""

_FILM_TEXTURE = """
  vec4 zsTexel = texture(actortexture, tcoordVCVSOutput, zsBias);
  vec3 zsPicture = zsLinear(zsTexel.rgb);
  zsAlbedo *= zsPicture;
  zsGlows *= zsPicture;
  zsOpacity *= zsTexel.a;
"""

_CLAY = """
  %(irradiance)s
  vec3 zsRatio = zsShadeAt(vertexVC, normalVCVSOutput);
  gl_FragData[0] = vec4(zsShown(zsTint * zsE * zsRatio), %(opacity)s);
"""

_MEASURE = """
  vec3 zsN = mat3(zsWorldFromEye) * normalVCVSOutput;
  zsN /= abs(zsN.x) + abs(zsN.y) + abs(zsN.z);
  vec2 zsFold = zsN.z >= 0.0 ? zsN.xy : (1.0 - abs(zsN.yx)) * vec2(zsN.x >= 0.0 ? 1.0 : -1.0,
    zsN.y >= 0.0 ? 1.0 : -1.0);
  zsFold = floor((zsFold * 0.5 + 0.5) * 4095.0 + 0.5);
  gl_FragData[0] = vec4(-vertexVC.z, zsFold.x * 4096.0 + zsFold.y, zsCode, 1.0);
"""

_LAMP_PLACE = "vec3 zsP = (zsWorldFromEye * vertexVC).xyz;"

Replacements = tuple[tuple[str, str], ...]


def swift_replacements(
    *, is_textured: bool, is_lamp: bool, is_clear: bool, is_glowing: bool, is_two_sided: bool
) -> Replacements:
    """Return the shader of draft: what a surface does not need is left out, for every pixel would pay."""
    texture = _SWIFT_TEXTURE + ("  zsGlows *= zsTexel.rgb * zsTexel.rgb;\n" if is_glowing else "")
    parts = {
        "emission": "vec3 zsGlows = zsGlow * zsScreen;" if is_glowing else "",
        "glow": _LAMP_PLACE + LAMP if is_lamp else "",
        "texture": texture if is_textured else "",
        "plus": " + zsGlows" if is_glowing else "",
        "opacity": ("opacity * zsTexel.a" if is_textured else "opacity") if is_clear else "1.0",
        # Backs are turned the other way; where they are never drawn, nothing asks.
        "turned": "(gl_FrontFacing ? zsTurned : -zsTurned)" if is_two_sided else "zsTurned",
    }
    return _replaced(_SWIFT_DECLARATIONS + SHOWN, _SWIFT % parts)


def film_replacements(*, is_textured: bool, is_lamp: bool, is_clear: bool) -> Replacements:
    """Return the shader of film; what it gives is linear and has no limits."""
    parts = {
        "glow": _LAMP_PLACE + LAMP if is_lamp else "",
        "texture": _FILM_TEXTURE if is_textured else "",
        "irradiance": _IRRADIANCE,
        "blend": GLASS if is_clear else "",
    }
    return _replaced(COLOURS + SHADE_MAP + _MIRROR, _FILM % parts)


def clay_replacements(*, is_textured: bool, is_lamp: bool, is_clear: bool) -> Replacements:
    """Return the shader of clay: glass is clear, all else has its tint."""
    parts = {"irradiance": _IRRADIANCE, "opacity": "opacity" if is_clear else "1.0"}
    return _replaced(SHOWN + SHADE_MAP, _CLAY % parts)


def measure_replacements(*, is_textured: bool, is_lamp: bool, is_clear: bool) -> Replacements:
    """Return the shader that measures: distance along the lens, normal in the world, code of what it is."""
    return _replaced("", _MEASURE)


def _replaced(declarations: str, lighting: str) -> Replacements:
    return (
        # Of all places for declarations the one after which textures are known.
        ("//VTK::Picking::Dec", f"//VTK::Picking::Dec\n{declarations}"),
        ("//VTK::Light::Impl", lighting),
        # The texture is taken by the shader itself, so VTK's own product must not happen again.
        ("//VTK::TCoord::Impl", ""),
    )
