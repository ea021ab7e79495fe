"""The shader that reckons what lamps and walls give each point of a picture, and the one that smooths it.

Ambient obscurance: McGuire, Mara and Luebke, "Scalable Ambient Obscurance", HPG 2012. Light thrown back among
near surfaces: Jiménez et al., "Practical Realtime Strategies for Accurate Indirect Occlusion", SIGGRAPH 2016
course. Soft shadows: a search for what is in the way, then a count of how much of the lamp it hides, after
Fernando, "Percentage-Closer Soft Shadows", SIGGRAPH 2005 sketches, with points on the lamp, not on a disc.
Patterns turn from pixel to pixel in squares of four by four, which the second shader evens out.
"""

from __future__ import annotations

LAMP_FLOATS = 20
"""Position and half length; long axis and softening; normal and half width; flux and 0; the way across, and
the place of its tile, −1 for none."""

SHADE_DECLARATIONS = """
vec3 zsUnpacked(float code) {
  vec2 f = vec2(floor(code / 4096.0), mod(code, 4096.0)) * (2.0 / 4095.0) - 1.0;
  vec3 n = vec3(f, 1.0 - abs(f.x) - abs(f.y));
  float fold = max(-n.z, 0.0);
  n.xy -= vec2(n.x >= 0.0 ? fold : -fold, n.y >= 0.0 ? fold : -fold);
  return normalize(n);
}
vec3 zsPlace(ivec2 px, float depth) {
  vec2 share = (vec2(px) + 0.5) / vec2(textureSize(zsMeasure, 0));
  vec2 uv = mix(vec2(zsLowestU, zsLowestV), vec2(zsHighestU, zsHighestV), share);
  return zsEye + depth * (zsForward + uv.x * zsRight + uv.y * zsDown);
}
// 0 to 15/16, each once in every square of four by four.
float zsTurn(ivec2 px) {
  int x = px.x & 3, y = px.y & 3;
  int fine = ((((x ^ y) & 1) << 1) | (y & 1)), broad = (((((x ^ y) >> 1) & 1) << 1) | (y >> 1));
  return float(4 * fine + broad) / 16.0;
}
float zsOpenness(ivec2 px, vec3 p, vec3 n, float depth, float turn) {
  const int COUNT = 14;
  float reach = zsReach / (depth * zsPixel);
  float most = min(reach, 0.25 * float(textureSize(zsMeasure, 0).x));
  float sum = 0.0, square = zsReach * zsReach;
  ivec2 last = textureSize(zsMeasure, 0) - 1;
  for (int i = 0; i < COUNT; ++i) {
    float share = (float(i) + 0.5) / float(COUNT);
    float angle = 6.2831853 * (share * 5.0 + turn);
    ivec2 at = px + ivec2(max(most * share * share, 1.0 + float(i) * 0.3) * vec2(cos(angle), sin(angle)));
    if (any(lessThan(at, ivec2(0))) || any(greaterThan(at, last))) continue;
    float z = texelFetch(zsMeasure, at, 0).r;
    if (z <= 0.0) continue;
    vec3 v = zsPlace(at, z) - p;
    float vv = dot(v, v), vn = dot(v, n) - 0.003 - 0.003 * depth;
    float f = max(1.0 - vv / square, 0.0);
    // Weighted by how sparse the samples are out there.
    sum += f * f * max(vn * inversesqrt(vv + 1e-4), 0.0) * (0.35 + 1.3 * share);
  }
  // Never quite closed: some light comes round every corner.
  return 1.0 / (1.0 + zsStrength * sum / float(COUNT) + 0.6 * pow(zsStrength * sum / float(COUNT), 2.0));
}
// Among near surfaces light goes to and fro: half-white ones are never black.
float zsBounced(float a) {
  return max(a, ((a * 0.892 - 2.235) * a + 2.343) * a);
}
float zsTileAt(vec2 place, float tile) {
  // A pixel within the tile, so that no neighbour's is read.
  vec2 in_tile = clamp(floor((place / zsTileReach * 0.5 + 0.5) * zsTile), 0.0, zsTile - 1.0);
  float slot = floor((tile + 0.5) / 3.0);
  vec2 corner = vec2(mod(slot, zsColumns), floor(slot / zsColumns)) * zsTile;
  return texelFetch(zsAtlas, ivec2(corner + in_tile), 0)[int(tile - 3.0 * slot + 0.5)];
}
// How much of a lamp is seen from a point at `local` in the lamp's own frame: along, across, before.
float zsSeen(vec3 local, float along, float across, float tile, float turn) {
  vec2 middle = local.xy / local.z;
  if (max(abs(middle.x), abs(middle.y)) > zsTileReach * 0.98) return 1.0;
  const int SEARCH = 5, COUNT = 8;
  float bias = 0.012 + 0.012 * local.z;
  float before = local.z - bias, sum = 0.0, found = 0.0;
  for (int i = 0; i < SEARCH; ++i) {
    vec2 s = vec2(along * (2.0 * (float(i) + turn) / float(SEARCH) - 1.0),
      across * (2.0 * fract(float(i) * 0.618 + turn) - 1.0));
    // What lies between a third of the way and the surface.
    float z = zsTileAt(middle + s * 0.8 / local.z, tile);
    if (z > 0.0 && z < before) { sum += 1.0 / z; found += 1.0; }
  }
  float mean = found > 0.0 ? sum / found : 1.0 / (0.9 * local.z);
  float spread = max(mean - 1.0 / local.z, 0.0);
  float seen = 0.0;
  for (int i = 0; i < COUNT; ++i) {
    float share = (float(i) + turn) / float(COUNT);
    vec2 s = vec2(along * (2.0 * share - 1.0), across * (2.0 * fract(float(i) * 0.618 + turn * 3.7) - 1.0));
    // At the least a pixel of the tile, so that its steps do not show.
    vec2 strewn = vec2(fract(share * 5.3 + turn), fract(share * 7.1 + turn)) - 0.5;
    vec2 off = s * spread + strewn * (3.0 * zsTileReach / zsTile);
    float z = zsTileAt(middle + off, tile);
    seen += (z <= 0.0 || z > before) ? 1.0 : 0.0;
  }
  return seen / float(COUNT);
}
vec3 zsShadeOf(ivec2 px) {
  vec4 m = texelFetch(zsMeasure, px, 0);
  if (m.r <= 0.0) return vec3(1.0);
  vec3 n = zsUnpacked(m.g), p = zsPlace(px, m.r);
  float turn = zsTurn(px);
  float open = zsOpenness(px, p, n, m.r, turn);
  if (zsLampCount < 0) return vec3(open);
  int row = int(floor(m.b / 256.0));
  vec3 even = texelFetch(zsThings, ivec2(0, row), 0).rgb;
  vec3 reckoned = even + texelFetch(zsThings, ivec2(1, row), 0).rgb * n.x
    + texelFetch(zsThings, ivec2(2, row), 0).rgb * n.y + texelFetch(zsThings, ivec2(3, row), 0).rgb * n.z;
  vec3 fill = texelFetch(zsThings, ivec2(4, row), 0).rgb + texelFetch(zsThings, ivec2(5, row), 0).rgb * n.x
    + texelFetch(zsThings, ivec2(6, row), 0).rgb * n.y + texelFetch(zsThings, ivec2(7, row), 0).rgb * n.z;
  vec3 lux = max(fill, 0.0) * zsBounced(open);
  for (int i = 0; i < zsLampCount; ++i) {
    float weight = texelFetch(zsThings, ivec2(8 + i / 4, row), 0)[i & 3];
    if (weight <= 0.0) continue;
    int k = 20 * i;
    vec3 centre = vec3(zsLamps[k], zsLamps[k+1], zsLamps[k+2]) - p;
    vec3 axis = vec3(zsLamps[k+4], zsLamps[k+5], zsLamps[k+6]);
    vec3 normal = vec3(zsLamps[k+8], zsLamps[k+9], zsLamps[k+10]);
    float before = -dot(centre, normal);
    if (before <= 0.0) continue;
    vec3 d = centre - axis * clamp(dot(centre, axis), -zsLamps[k+3], zsLamps[k+3]);
    float d2 = max(dot(d, d), 1e-8);
    vec3 l = d * inversesqrt(d2);
    float facing = max(dot(n, l) * 0.94 + 0.06, 0.0);
    vec3 given = vec3(zsLamps[k+12], zsLamps[k+13], zsLamps[k+14])
      * (weight * facing * max(-dot(normal, l), 0.0) / (3.14159265 * (d2 + zsLamps[k+7])));
    // What adds less than a thousandth throws no shadow that is seen.
    if (given.g < 0.001 * even.g) continue;
    if (zsLamps[k+19] >= 0.0) {
      // Off the surface, so that it does not hide itself.
      vec3 q = p + n * (0.012 + 0.006 * before) - (p + centre);
      vec3 across = vec3(zsLamps[k+16], zsLamps[k+17], zsLamps[k+18]);
      vec3 local = vec3(dot(q, axis), dot(q, across), dot(q, normal));
      given *= local.z > 0.02 ? zsSeen(local, zsLamps[k+3], zsLamps[k+11], zsLamps[k+19], turn) : 1.0;
    }
    lux += given;
  }
  return lux / max(reckoned, 0.25 * even);
}
"""

SHADE = """
  gl_FragData[0] = vec4(zsShadeOf(ivec2(gl_FragCoord.xy)), 1.0);
"""

SMOOTH_DECLARATIONS = """
vec3 zsFacing(float code) {
  vec2 f = vec2(floor(code / 4096.0), mod(code, 4096.0)) * (2.0 / 4095.0) - 1.0;
  vec3 n = vec3(f, 1.0 - abs(f.x) - abs(f.y));
  float fold = max(-n.z, 0.0);
  n.xy -= vec2(n.x >= 0.0 ? fold : -fold, n.y >= 0.0 ? fold : -fold);
  return normalize(n);
}
vec3 zsSmoothed(ivec2 px) {
  vec4 m = texelFetch(zsMeasure, px, 0);
  vec3 n = zsFacing(m.g), sum = vec3(0.0);
  float all = 0.0;
  ivec2 last = textureSize(zsMeasure, 0) - 1;
  for (int y = -2; y < 2; ++y) for (int x = -2; x < 2; ++x) {
    ivec2 at = clamp(px + ivec2(x, y), ivec2(0), last);
    vec4 other = texelFetch(zsMeasure, at, 0);
    if (abs(other.r - m.r) > 0.03 * m.r || dot(n, zsFacing(other.g)) < 0.85) continue;
    sum += texelFetch(zsRough, at, 0).rgb;
    all += 1.0;
  }
  return all > 0.0 ? sum / all : texelFetch(zsRough, px, 0).rgb;
}
"""

SMOOTH = """
  gl_FragData[0] = vec4(zsSmoothed(ivec2(gl_FragCoord.xy)), 1.0);
"""
