"""The sky behind everything as a fragment shader: the Earth, its air, night, sun and stars.

Every line of sight is met with the sphere of the Earth, so limb and ground are right in angle and size
for any lens. All light is lumens per square metre leaving what is seen (π × luminance), as in the cabin.
"""

from __future__ import annotations

SKY_DECLARATIONS = """
const float zsHeight = 1.0659237;  // (6371 + 420) / 6371: the station's distance from the Earth's centre
const float zsSunlight = 128000.0;
float zsGrain(vec2 p) { return texture(zsNoise, p).r; }
// Sunlight that came through air: dimmer and redder the lower the sun. height: sine above the ground.
vec3 zsDaylight(float height) {
  float air = 1.0 / (max(height, 0.0) + 0.05);
  return zsSunlight * exp(-vec3(0.035, 0.075, 0.15) * air) * smoothstep(-0.10, 0.10, height);
}
vec3 zsGround(vec3 d, float along, float h2) {
  float far = along - sqrt(max(1.0 - h2, 0.0));
  vec3 n = normalize(d * far - vec3(0.0, 0.0, zsHeight));
  vec3 g = vec3(dot(zsEarthX, n), dot(zsEarthY, n), dot(zsEarthZ, n));
  vec2 place = vec2(atan(g.y, g.x) / 6.2831853 + 0.5, asin(clamp(g.z, -1.0, 1.0)) / 3.14159265 + 0.5);
  float steep = max(-dot(n, d), 0.02);
  float footprint = zsPixel * far * 6371.0 * inversesqrt(steep);  // km
  vec4 map = textureLod(actortexture, place, max(log2(footprint / 19.5), 0.0));
  // What the map is too coarse for; it fades where a pixel is larger than it.
  vec2 fine = place * vec2(2.0, 1.0);
  float near = clamp(30.0 / footprint - 0.5, 0.0, 1.0), close = clamp(6.0 / footprint - 0.5, 0.0, 1.0);
  float rough = near * (zsGrain(fine * 9.0) - 0.5);
  float finer = close * (zsGrain(fine * 41.0 + 0.3) - 0.5);
  float wisp = near * (zsGrain(fine * 7.0 + vec2(0.07 * rough, 0.5)) - 0.5);
  float tuft = close * (zsGrain(fine * 31.0) - 0.5);
  tuft += 0.5 * clamp(2.0 / footprint, 0.0, 1.0) * (zsGrain(fine * 131.0) - 0.5);
  float land = smoothstep(0.47, 0.53, map.r + 0.16 * rough + 0.10 * finer);
  float cold = smoothstep(0.80, 0.95, abs(g.z) + 0.1 * rough);
  float dry = clamp(map.g + 0.35 * rough + 0.2 * finer, 0.0, 1.0);
  vec3 soil = mix(vec3(0.024, 0.060, 0.014), vec3(0.17, 0.125, 0.05), smoothstep(0.18, 0.52, dry));
  soil = mix(soil, vec3(0.42, 0.29, 0.16), smoothstep(0.5, 0.9, dry));
  vec3 water = mix(vec3(0.008, 0.028, 0.075), vec3(0.02, 0.09, 0.12), smoothstep(0.25, 0.5, map.r) * 0.6);
  vec3 albedo = mix(mix(water, soil * (1.0 + 0.9 * finer + 0.5 * rough), land), vec3(0.7), cold);
  float cover = smoothstep(0.34, 0.58, map.b + 0.30 * wisp + 0.20 * tuft);
  float height = dot(n, zsSun);
  vec3 day = zsDaylight(height);
  float lit = max(height, 0.0) * 0.9 + 0.03;
  vec3 mirror = normalize(zsSun - d);
  float shine = max(dot(n, mirror), 0.0);
  float glint = (1.0 - land) * (1.0 - cover) * (0.5 * pow(shine, 600.0) + 0.06 * pow(shine, 60.0));
  vec3 seen = albedo * lit + glint;
  // A cloud's own shade: thicker is whiter on the sunny side, grey below.
  seen = mix(seen, vec3(0.55 + 0.25 * cover) * lit * (0.9 + 0.5 * tuft), 0.93 * cover);
  float path = 1.0 / (steep + 0.05);
  vec3 thin = exp(-vec3(0.02, 0.045, 0.095) * path);
  vec3 haze = (1.0 - thin) * vec3(0.16, 0.30, 0.52) * (lit + 0.03);
  float dark = smoothstep(0.02, -0.12, height);
  vec3 lights = 60.0 * map.a * map.a * vec3(1.0, 0.72, 0.38) * dark * (1.0 - 0.7 * cover);
  // Streets and quarters: points of light, not a glow.
  float street = zsGrain(fine * 97.0) + 0.5 * (zsGrain(fine * 23.0) - 0.5);
  lights *= mix(1.0, 6.0 * pow(clamp(street * 1.25, 0.0, 1.1), 9.0), close);
  return day * (seen * thin + haze) + lights;
}
// Beside the Earth: air in thin shells, lit from the side, and what is behind it.
vec3 zsSpace(vec3 d, float along, float h2) {
  vec3 behind = vec3(0.0);
  float toSun = dot(d, zsSun);
  // The sun's disc, 0.27° in radius, and what a lens spreads around it.
  behind += vec3(5.0e6) * smoothstep(0.999985, 0.999991, toSun);
  behind += vec3(9000.0) * pow(max(toSun, 0.0), 3000.0) + vec3(500.0) * pow(max(toSun, 0.0), 300.0);
  // Stars: one in few cells of the faces of a cube.
  vec3 size = abs(d);
  vec2 face = size.y > size.z ? d.xz / d.y + 7.3 : d.xy / d.z + 3.1;
  face = size.x > max(size.y, size.z) ? d.yz / d.x : face;
  vec2 cell = floor(face * 90.0), within = fract(face * 90.0) - 0.5;
  float chance = fract(sin(dot(cell, vec2(12.9898, 78.233))) * 43758.5453);
  vec2 off = 0.6 * (vec2(fract(chance * 917.0), fract(chance * 2741.0)) - 0.5);
  float point = max(zsPixel * 90.0 * 0.9, 0.015);
  float star = step(0.955, chance) * pow(fract(chance * 391.0), 4.0);
  behind += vec3(7.0) * star * smoothstep(point, 0.0, length(within - off));
  if (along < 0.0) return behind;
  float km = (sqrt(h2) - 1.0) * 6371.0;
  vec3 n = normalize(d * along - vec3(0.0, 0.0, zsHeight));
  float height = dot(n, zsSun);
  // The shadow of the Earth climbs through the air as the sun sinks.
  float low = exp(-km / 7.0), high = exp(-km / 17.0);
  float sunlit = smoothstep(-0.16, 0.06, height + 0.0016 * km), red = smoothstep(0.30, 0.0, height);
  vec3 blue = vec3(0.10, 0.27, 0.62) * high + vec3(0.30, 0.34, 0.34) * low;
  vec3 dusk = vec3(1.5, 0.42, 0.05) * low + vec3(0.50, 0.26, 0.10) * exp(-km / 12.0);
  dusk += vec3(0.05, 0.12, 0.40) * high;
  // Air scatters forward: toward the sun the band is brighter.
  float ahead = 0.7 + 0.9 * pow(max(toSun, 0.0), 6.0);
  vec3 air = zsSunlight * 0.45 * sunlit * mix(blue, dusk * 0.5, red) * ahead;
  // Airglow: a thin green shell at 95 km, and a fainter red one far above it.
  float glow = exp(-pow((km - 92.0) / 7.0, 2.0)) + 0.35 * exp(-max(92.0 - km, 0.0) / 60.0) * step(km, 92.0);
  vec3 aglow = vec3(0.16, 0.46, 0.14) * glow + vec3(0.10, 0.02, 0.01) * exp(-pow((km - 240.0) / 60.0, 2.0));
  air += smoothstep(0.0, -0.25, height) * aglow;
  return behind * exp(-3.0 * low) + air;
}
"""

SKY_LIGHTING = """
  vec3 zsD = normalize((zsWorldFromEye * vertexVC).xyz - zsEye);
  float zsAlong = zsD.z * zsHeight;
  // The square of how near the line of sight passes to the Earth's centre, in its radii.
  float zsH2 = zsHeight * zsHeight * (zsD.x * zsD.x + zsD.y * zsD.y);
  vec3 zsOut = zsAlong > 0.0 && zsH2 < 1.0 ? zsGround(zsD, zsAlong, zsH2) : zsSpace(zsD, zsAlong, zsH2);
"""

SKY_SHOWN = """
  gl_FragData[0] = vec4(zsEncoded(zsFilm(zsExposure * zsOut * zsGain)), 1.0);
"""

SKY_UNLIMITED = """
  gl_FragData[0] = vec4(zsExposure * zsOut * zsGain, 1.0);
"""
